// Compile the Python of a pack with the interpreter that will run it.
//
//   node compile.mjs FOLDER_OF_PYODIDE IN OUT OPTIMIZE
//
// Each .py becomes a .pyc beside it, in the place of the source: the release of bytecode
// is that of Pyodide, whatever Python builds the page.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, source, result, optimize] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const pyodide = await loadPyodide({ indexURL: folder });
pyodide.FS.writeFile("/in.pack", readFileSync(source));
pyodide.globals.set("optimize", Number(optimize));
pyodide.runPython(`
import importlib.util, json, marshal, struct, types

def bare(code):
    # Which line an instruction is of serves tracebacks alone, and is a sixth of all.
    inner = tuple(bare(each) if isinstance(each, types.CodeType) else each
                  for each in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=inner)

data = open("/in.pack", "rb").read()
(length,) = struct.unpack_from("<I", data)
at = 4 + length
names, parts = [], []
for path, size in json.loads(data[4:at]):
    part = data[at:at + size]
    at += size
    if path.endswith(".py"):
        code = compile(part, path, "exec", dont_inherit=True, optimize=optimize)
        code = bare(code) if optimize else code
        # Flags 1: the hash of the source stands here and is not looked at.
        head = importlib.util.MAGIC_NUMBER + struct.pack("<I", 1)
        part = head + importlib.util.source_hash(part) + marshal.dumps(code)
        path += "c"
    names.append([path, len(part)])
    parts.append(part)
header = json.dumps(names).encode()
open("/out.pack", "wb").write(b"".join([struct.pack("<I", len(header)), header, *parts]))
`);
writeFileSync(result, pyodide.FS.readFile("/out.pack"));
