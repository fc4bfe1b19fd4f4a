import { Engine } from "./engine.js";

const begun = performance.now();
const engine = new Engine();
engine.onstep = (step) => { console.log(step, Math.round(performance.now() - begun)); document.title = step; };
window.engine = engine;
engine.start().catch((e) => { document.title = "failed"; console.log(String(e), e.code); });
