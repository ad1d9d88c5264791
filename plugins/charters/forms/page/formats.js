// The files of an agency as forms read and write them: what nobody changed stays as it was written.
import { isCollection, isMap, isScalar, isSeq, parseDocument, Scalar } from "./yaml/browser/index.js";

// A table: the rows that are published stay, and new ones come after them.
const rows = {
  fromFile: (whole) => ({ stands: whole, whole, rows: [] }),
  toFile: ({ stands, whole = stands, rows }) => {
    const columns = whole.split("\n", 1)[0].split(",").map((name) => name.trim());
    return [whole, ...rows.map((row) => line(row, columns))].join("\n");
  },
};

const line = (row, columns) => {
  const lost = Object.keys(row).find((name) => row[name] && !columns.includes(name));
  if (lost) throw new Error(`The table has no column ${lost}.`);
  return columns.map((name) => cell(String(row[name] ?? "").trim())).join(",");
};

const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

// A page: its front matter stays as it is, and the words below it are the editor's.
const page = {
  fromFile: (whole) => ({ whole, body: whole.slice(head(whole).length) }),
  toFile: ({ whole = "", body = "" }) => head(whole) + body,
};

const head = (whole) => whole.match(/^---\n[^]*?\n---\n+/)?.[0] ?? "";

// A file of records: every value is text, as our own reader has it.
const records = {
  fromFile: (whole) => ({ ...read(whole).toJS(), whole }),
  toFile: ({ whole = "", ...said }) => {
    const file = read(whole || "{}");
    if (!whole) file.contents.flow = false;
    const woven = new Weaving(file, whole);
    file.contents = woven.node(file.contents, said);
    return woven.text();
  },
};

const read = (whole) => {
  const file = parseDocument(whole, { schema: "failsafe" });
  if (file.errors.length) throw file.errors[0];
  return file;
};

// What the form says, put into the file that it came from. A value that was not changed is set for a mark
// while the file is written, and then stands there in the letters it had: folded, quoted, as it was.
class Weaving {
  constructor(file, whole) {
    Object.assign(this, { file, whole, as_it_was: [] });
  }

  node(node, said) {
    if (node && same(node, said, this.file) && !(isCollection(node) && !node.flow)) return this.kept(node);
    if (Array.isArray(said) && isSeq(node)) return this.list(node, said);
    if (said && typeof said === "object" && isMap(node)) return this.group(node, said);
    if (typeof said === "object" || !isScalar(node)) return this.file.createNode(said);
    return Object.assign(node, { value: String(said), type: undefined });
  }

  kept(node) {
    const [start, end] = node.range;
    this.as_it_was.push(this.whole.slice(start, end).trimEnd());
    const { comment, commentBefore, spaceBefore } = node;
    const mark = new Scalar(`\uE000${this.as_it_was.length - 1}\uE001`);
    return Object.assign(mark, { comment, commentBefore, spaceBefore, type: Scalar.PLAIN });
  }

  // A new key stands behind the one that comes before it in the form.
  group(map, said) {
    map.items = map.items.filter(({ key }) => key.value in said);
    let before = -1;
    for (const [name, value] of Object.entries(said)) {
      const at = map.items.findIndex(({ key }) => key.value === name);
      if (at < 0) map.items.splice(++before, 0, this.file.createPair(name, value));
      else map.items[(before = at)].value = this.node(map.items[at].value, value);
    }
    return map;
  }

  // A record is known again by its id, or by being the same; any other by its place.
  list(seq, said) {
    const old = [...seq.items];
    const taken = (at) => (at < 0 ? undefined : old.splice(at, 1, undefined)[0]);
    const is = (node, item) => node && (same(node, item, this.file) || (item?.id && isMap(node) && node.get("id") === item.id));
    const known = said.map((item) => taken(old.findIndex((node) => is(node, item))));
    seq.items = said.map((item, at) => this.node(known[at] ?? (item?.id ? undefined : taken(old[at] ? at : -1)), item));
    return seq;
  }

  text() {
    const text = this.file.toString({ lineWidth: 0, flowCollectionPadding: false });
    return text.replace(/\uE000(\d+)\uE001/g, (_, at) => this.as_it_was[at]);
  }
}

const same = (node, said, file) => JSON.stringify(node.toJS(file)) === JSON.stringify(said);

// The CMS cuts off what a file ends with, and knows one end of lines only; here a file keeps its own.
const ending = ({ fromFile, toFile }, end) => ({
  fromFile,
  toFile: (said) => {
    const whole = `${toFile(said).trimEnd()}\n`.replaceAll("\n", end);
    return { trim: () => whole.slice(0, -1) };
  },
});

export const formats = Object.fromEntries(
  Object.entries({ "page-frontmatter": page, records, rows }).flatMap(([name, format]) => [
    [name, ending(format, "\n")],
    [`crlf-${name}`, ending(format, "\r\n")],
  ]),
);
