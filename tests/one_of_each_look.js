// Run a rule of axe that judges by colors: on one text of each kind of those that look the same, as do all the
// elements around them. Where axe cannot judge the one, the others of its kind are looked at as well.
async (rule) => {
    const LOOKS = [
        "color", "fill", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "textShadow",
        "filter", "mixBlendMode", "transform", "position", "float", "display", "visibility", "clipPath",
    ];
    const OVER_OTHERS = ["absolute", "fixed", "sticky"];
    const names = new Map();
    const kinds = new Map();
    const kindOf = new Map();

    const saysSomething = (element) =>
        "value" in element ||
        [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim().length > 1);
    const walk = (element, around) => {
        const style = getComputedStyle(element);
        const own = [element.tagName, element.getAttribute("class"), element.getAttributeNames(), element.checkVisibility()];
        // What lies over others has another ground wherever it lies: no two of them are of a kind.
        const place = OVER_OTHERS.includes(style.position) ? names.size : "";
        const look = [around, place, own, LOOKS.map((name) => style[name])].join("|");
        if (!names.has(look)) names.set(look, String(names.size));
        const kind = names.get(look);
        if (saysSomething(element)) {
            if (!kinds.has(kind)) kinds.set(kind, []);
            kinds.get(kind).push(element);
            kindOf.set(element, kind);
        }
        for (const inner of element.children) walk(inner, kind);
    };
    const told = async (elements) => {
        const types = ["violations", "incomplete"];
        const options = { runOnly: [rule], preload: false, elementRef: true, resultTypes: types };
        return elements.length ? await axe.run(elements, options) : { passes: [], incomplete: [], violations: [] };
    };
    const said = ({ passes, violations }) => ({
        passes: passes.map(({ id }) => ({ id })),
        violations: violations.map(({ id, nodes }) => ({
            id,
            nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })),
        })),
    });

    walk(document.documentElement, "");
    const first = await told([...kinds.values()].map(([one]) => one));
    const unsure = new Set(first.incomplete.flatMap(({ nodes }) => nodes.map(({ element }) => kindOf.get(element))));
    const second = await told([...unsure].flatMap((kind) => (kinds.get(kind) ?? []).slice(1)));
    return [first, second].map(said);
}
