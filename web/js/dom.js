// Elements out of text. Content goes in as text and never as markup.

export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else if (key in element && typeof value !== "string") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((each) => each !== null && each !== undefined));
  return element;
}

export function fill(element, ...children) {
  element.replaceChildren(
    ...children.flat().filter((each) => each !== null && each !== undefined),
  );
}

export function button(text, act, attributes = {}) {
  return el("button", { type: "button", onclick: act, ...attributes }, text);
}

let numbers = 0;

export function freshId(prefix) {
  numbers += 1;
  return `${prefix}-${numbers}`;
}

// A text with one stretch marked; the stretch counts characters, not UTF-16 units.
export function marked(text, span) {
  if (!span) return [text];
  const characters = Array.from(text);
  const [start, end] = span;
  return [
    characters.slice(0, start).join(""),
    el("mark", {}, characters.slice(start, end).join("")),
    characters.slice(end).join(""),
  ];
}

export function placeText(place, line) {
  if (!place) return "";
  if (place.cell) return place.sheet ? `${place.sheet}!${place.cell}` : place.cell;
  const parts = [];
  if (place.page) parts.push(`p.${place.page}`);
  if (place.line) parts.push(line(place.line));
  return parts.join(" ");
}

// Hands bytes to the browser as a download.
export function save(name, data, media) {
  const address = URL.createObjectURL(new Blob([data], { type: media }));
  const link = el("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
