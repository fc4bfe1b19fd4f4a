"""What works on the project and is no part of the library: stages of CI, generators."""
