"""Laws, tried on made-up inputs."""
