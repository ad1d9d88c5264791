// What axe cannot tell of a page; run before the page's own programs, so that it knows what answers a click.
(() => {
  const clicked = new Set();
  const keyed = new Set();
  const KEYS = ["keydown", "keyup", "keypress"];
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (kind, ...more) {
    if (kind === "click" && this instanceof Element) clicked.add(this);
    if (KEYS.includes(kind)) keyed.add(this);
    return add.call(this, kind, ...more);
  };

  const NATIVE = "a[href], area[href], button, input, select, textarea, summary, label, option";
  const REACHED = "a[href], area[href], button, input, select, textarea, summary, [tabindex], [contenteditable]";
  const NOT_TEXT = "script, style, noscript, template, form, button, label, select, textarea, [role=status], [aria-live], svg";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const shown = (one) => one.checkVisibility({visibilityProperty: true}) && !one.closest("[inert]");
  const style = (one, part) => getComputedStyle(one, part);

  function where(one) {
    if (one.id) return `#${CSS.escape(one.id)}`;
    const parent = one.parentElement;
    if (!parent) return one.localName;
    const alike = [...parent.children].filter((other) => other.localName === one.localName);
    const at = alike.length > 1 ? `:nth-of-type(${alike.indexOf(one) + 1})` : "";
    return parent === document.body ? `body > ${one.localName}${at}` : `${where(parent)} > ${one.localName}${at}`;
  }
  const told = (found, said) => found.map((one) => ({where: where(one), said: said ?? one.outerHTML.slice(0, 120)}));

  // ------------------------------------------------------------------------------ the keyboard

  function isReached(one) {
    if (one.tabIndex < 0 || one.disabled || !shown(one) || one.type === "hidden") return false;
    if (one.localName === "summary" && one.parentElement?.localName !== "details") return false;
    if (one.type === "radio" && one.name) {
      const group = all(`input[type=radio][name="${CSS.escape(one.name)}"]`, one.form ?? document);
      return one === (group.find((other) => other.checked) ?? group[0]);
    }
    return !one.matches("[contenteditable=false]");
  }

  const LOOKS = ["boxShadow", "borderTopColor", "borderTopWidth", "borderBottomColor", "borderBottomWidth",
    "borderBottomStyle", "backgroundColor", "color", "textDecorationLine", "textDecorationThickness", "opacity",
    "transform", "filter"];
  const clear = (color) => color === "transparent" || color.endsWith(", 0)");

  function looks(one) {
    const around = [one, ...(one.labels ?? []), one.parentElement, one.nextElementSibling, ...[...one.children].slice(0, 3)];
    const parts = [...around.filter(Boolean).map((part) => [part]), [one, "::before"], [one, "::after"]];
    return parts.map(([part, pseudo]) => {
      const has = style(part, pseudo);
      const isDrawn = has.outlineStyle !== "none" && parseFloat(has.outlineWidth) > 0 && !clear(has.outlineColor);
      const ring = isDrawn && (pseudo || has.outlineStyle === "auto" || matchMedia("(forced-colors: active)").matches
        || Math.max(contrast(has.outlineColor, ground(part)), contrast(has.outlineColor, ground(part.parentElement))) >= LEAST_MARK);
      const outline = ring ? `${has.outlineStyle} ${has.outlineWidth} ${has.outlineColor}` : "none";
      return [outline, ...LOOKS.map((name) => has[name])].join("|");
    }).join("/");
  }

  function solidity(one) {
    return one ? parseFloat(style(one).opacity) * solidity(one.parentElement) : 1;
  }

  function hidden(one) {
    const faces = [one, ...(one.labels ?? [])];
    const boxes = faces.flatMap((face) => [...face.getClientRects()]).filter((box) => box.width > 1 && box.height > 1);
    if (!boxes.length) return "has no size";
    if (Math.max(...faces.map(solidity)) < 0.1) return "is transparent";
    const onScreen = boxes.filter((box) => box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight);
    if (!onScreen.length) return "is off the screen";
    if (faces.some((face) => style(face).pointerEvents === "none")) return "";
    const hit = ([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top && faces.some((face) => face.contains(top) || (style(face).display === "contents" && top.contains(face)));
    };
    const points = ({left, right, top, bottom}) => {
      const [l, r] = [Math.max(left, 0) + 1, Math.min(right, innerWidth) - 1];
      const [t, b] = [Math.max(top, 0) + 1, Math.min(bottom, innerHeight) - 1];
      return [[(l + r) / 2, (t + b) / 2], [l, t], [r, t], [l, b], [r, b]];
    };
    return onScreen.flatMap(points).some(hit) ? "" : "is cut off or covered";
  }

  const LEAST_MARK = 3;
  const pen = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const painted = new Map();

  function rgba(color) {
    if (!painted.has(color)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = color;
      pen.fillRect(0, 0, 1, 1);
      painted.set(color, [...pen.getImageData(0, 0, 1, 1).data].map((part) => part / 255));
    }
    return painted.get(color);
  }

  // What lies behind an element; nothing where a picture does.
  function ground(one) {
    if (!one) return rgba(matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff");
    const {backgroundColor, backgroundImage} = style(one);
    if (backgroundImage !== "none") return null;
    return rgba(backgroundColor)[3] > .99 ? rgba(backgroundColor) : ground(one.parentElement);
  }

  function contrast(color, behind) {
    if (!behind) return Infinity;
    const [, , , alpha] = rgba(color);
    const shade = (parts) => parts.slice(0, 3).map((part) => (part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4))
      .reduce((sum, part, at) => sum + part * [.2126, .7152, .0722][at], 0);
    const mixed = rgba(color).slice(0, 3).map((part, at) => part * alpha + behind[at] * (1 - alpha));
    const [dark, light] = [shade(mixed), shade(behind)].sort((a, b) => a - b);
    return (light + .05) / (dark + .05);
  }

  let stops = [];
  let wanted = [];
  const still = new CSSStyleSheet();
  still.replaceSync("* { transition: none !important; animation: none !important; scroll-behavior: auto !important }");

  add.call(window, "keydown", (event) => event.key === "Tab" && stop(), true);

  function stop() {
    const one = document.activeElement;
    const none = !one || one === document.body || one === document.documentElement;
    stops.push(none ? null : {one, looks: looks(one), hidden: hidden(one)});
    if (window !== top && window.frameElement) parent.chartersAudit?.passed(window.frameElement);
  }
  const passed = (frame) => stops.push({one: frame, looks: "", hidden: ""});

  function begin() {
    // The Tab key goes on from where the focus was last: it has to have been at the top.
    if (window === top) {
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute("tabindex");
      scrollTo(0, 0);
    }
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
    stops = [];
    wanted = all(REACHED).filter(isReached);
    return wanted.length;
  }

  // The walk is over where the page is left, or where it comes to its first stop again.
  const ended = () => stops.slice(1).includes(null)
    || stops.some((one, at) => at > 2 && one.one === stops[1].one && stops[at - 1].one !== one.one);

  function outOfOrder(reached) {
    const found = [];
    const flows = (one) => ["static", "relative"].includes(style(one).position);
    for (let at = 1; at < reached.length; at += 1) {
      const [first, second] = [reached[at - 1].one, reached[at].one];
      if (first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_PRECEDING) found.push(second);
      let shared = first;
      while (shared && !shared.contains(second)) shared = shared.parentElement;
      if (!shared || shared === first || !["flex", "grid", "inline-flex", "inline-grid"].includes(style(shared).display)) continue;
      const child = (one) => [...shared.children].find((part) => part.contains(one));
      const [before, after] = [child(first), child(second)];
      if (!before || !after || before === after || !flows(before) || !flows(after)) continue;
      const [a, b] = [before.getBoundingClientRect(), after.getBoundingClientRect()];
      const row = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
      const back = style(shared).direction === "rtl" ? b.left >= a.right - 1 : b.right <= a.left + 1;
      if ((!row && b.bottom <= a.top + 1) || (row && back)) found.push(second);
    }
    return found;
  }

  function mouseOnly() {
    const reached = (one) => one.closest(REACHED) || one.querySelector(REACHED) || one.closest("label");
    const acts = [...clicked, ...all("[onclick], [role=button]:not([tabindex]), [role=link]:not([tabindex])")];
    return [...new Set(acts)].filter((one) => one.isConnected && one !== document.body
      && one !== document.documentElement && shown(one) && !reached(one) && !one.matches(REACHED));
  }

  // What is reached, and answers a click and no key.
  function deaf() {
    const hears = (one) => one && (keyed.has(one) || KEYS.some((kind) => one.hasAttribute(`on${kind}`)) || hears(one.parentElement));
    const acts = [...clicked, ...all("[onclick]")].filter((one) => one.isConnected && one.tabIndex >= 0 && shown(one));
    return keyed.has(document) || keyed.has(window) ? [] : [...new Set(acts)].filter((one) => !one.closest(NATIVE) && !one.querySelector(NATIVE) && !hears(one));
  }

  const SHOWS = {display: ["none"], visibility: ["hidden", "collapse"], opacity: ["0"]};
  const bare = (selector) => selector.replaceAll(/:(hover|focus-within|focus-visible|focus|active)/g, "");

  function* rulesOf(list) {
    for (const rule of list) {
      if (rule.media && !matchMedia(rule.media.mediaText).matches) continue;
      if (rule.selectorText) yield rule;
      if (rule.cssRules) yield* rulesOf(rule.cssRules);
    }
  }

  // What is shown under a mouse, and by no key.
  function underMouse() {
    const rules = [...document.styleSheets].flatMap((sheet) => { try { return [...rulesOf(sheet.cssRules)]; } catch { return []; } });
    const parts = rules.flatMap((rule) => rule.selectorText.split(",").map((part) => [part.trim(), rule]));
    const byKey = new Set(parts.filter(([part]) => /:focus/.test(part)).map(([part]) => bare(part)));
    const found = parts.filter(([part, rule]) => part.includes(":hover") && !byKey.has(bare(part))
      && Object.entries(SHOWS).some(([name, off]) => rule.style[name] && !off.includes(rule.style[name])));
    return found.flatMap(([part]) => { try { return all(bare(part)); } catch { return []; } }).filter((one) => one.textContent.trim()
      && !one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && (!one.parentElement || shown(one.parentElement)));
  }

  // From below: what a bar at the top covers where somebody goes back.
  function covered() {
    const bars = all("body *").filter((one) => ["fixed", "sticky"].includes(style(one).position) && shown(one));
    if (!bars.length) return [];
    return wanted.filter((one) => one.isConnected && isReached(one) && !bars.some((bar) => bar.contains(one))).filter((one) => {
      scrollTo(0, document.documentElement.scrollHeight);
      one.focus();
      const said = document.activeElement === one ? hidden(one) : "";
      return said === "is cut off or covered";
    });
  }

  function end() {
    const last = document.activeElement;
    const left = window === top ? ended() : !window.frameElement || parent.chartersAudit.ended();
    const trapped = !left && last?.localName !== "iframe" && last !== document.body ? [last] : [];
    last?.blur();
    const seen = new Set();
    const reached = stops.filter((one) => one && !seen.has(one.one) && seen.add(one.one));
    const unseen = reached.filter((one) => one.hidden);
    const unmarked = reached.filter((one) => !one.hidden && one.one.isConnected && one.one.localName !== "iframe" && looks(one.one) === one.looks);
    const missed = wanted.filter((one) => !seen.has(one) && one.isConnected && isReached(one));
    return {
      "keyboard-reach": [...told(trapped.length ? [] : missed), ...told(mouseOnly()), ...told(deaf(), "answers a click, and no key"),
        ...told(underMouse(), "is shown under a mouse alone")],
      "keyboard-trap": told(trapped),
      "keyboard-order": told(outOfOrder(reached)),
      "focus-seen": unseen.length ? unseen.map((one) => ({where: where(one.one), said: one.hidden})) : told(covered(), "is covered when somebody goes back to it"),
      "focus-marked": told(unmarked.map((one) => one.one)),
    };
  }

  function unmarkedKinds() {
    document.activeElement?.blur();
    const kinds = new Map(all(REACHED).filter(isReached).map((one) => [`${one.localName} ${one.className}`, one]));
    return told([...kinds.values()].filter((one) => {
      const before = looks(one);
      one.focus({focusVisible: true, preventScroll: true});
      const same = document.activeElement === one && one.localName !== "iframe" && looks(one) === before;
      one.blur();
      return same;
    }));
  }

  // ------------------------------------------------------------------------------ what is shown

  function tooWide() {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = all("body *").filter((one) => shown(one) && one.getBoundingClientRect().right > width + 1);
    const deepest = wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)));
    return deepest.length ? deepest : [document.body];
  }
  const sideways = () => told(tooWide().slice(0, 5));

  const closed = (overflow) => overflow === "hidden" || overflow === "clip";

  function cut() {
    return all("body *").filter((one) => {
      if (one.clientWidth <= 2 || one.clientHeight <= 2 || one.closest("svg") || !one.textContent.trim() || !shown(one)) return false;
      const has = style(one);
      return has.clipPath === "none" && ((closed(has.overflowX) && one.scrollWidth > one.clientWidth + 1)
        || (closed(has.overflowY) && one.scrollHeight > one.clientHeight + 2));
    });
  }

  function texts(within, leftOut) {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const {parentElement: parent, data} = walker.currentNode;
      if (data.trim() && parent && !parent.closest(leftOut) && shown(parent)) found.push(walker.currentNode);
    }
    return found;
  }

  function block(one) {
    return style(one).display.startsWith("inline") ? block(one.parentElement) : one;
  }

  // Words for screen readers alone lie in a box of a pixel, and a bar that stays in its place over what moves below it.
  function isApart(one) {
    if (!one || one === document.body) return false;
    const {clipPath, position} = style(one);
    return clipPath !== "none" || one.offsetWidth === 1 || ["fixed", "sticky"].includes(position) || isApart(one.parentElement);
  }

  function overlaps() {
    const range = document.createRange();
    const boxes = texts(document.body, "script, style, noscript, template, svg").filter((node) => !isApart(node.parentElement)).flatMap((node) => {
      range.selectNodeContents(node);
      const own = block(node.parentElement);
      return [...range.getClientRects()].filter((box) => box.width > 2 && box.height > 2).map((box) => ({box, own}));
    }).sort((a, b) => a.box.top - b.box.top);
    const found = new Set();
    boxes.forEach(({box, own}, at) => {
      for (let next = at + 1; next < boxes.length && boxes[next].box.top < box.bottom - 3; next += 1) {
        const other = boxes[next];
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        if (across > 3 && !own.contains(other.own) && !other.own.contains(own)) found.add(other.own);
      }
    });
    return [...found];
  }

  // A reader's own spacing (WCAG 1.4.12).
  const spacing = new CSSStyleSheet();
  spacing.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);

  function spaced() {
    const before = new Set([...cut(), ...overlaps()]);
    const fits = innerWidth < 400 && !sideways().length;
    const sheets = [...document.adoptedStyleSheets];  // a copy: the list itself changes with what is put in its place
    document.adoptedStyleSheets = [...sheets, spacing];
    const found = [...cut(), ...overlaps()].filter((one) => !before.has(one));
    const wide = fits ? sideways() : [];
    const said = [...told(found), ...wide];
    document.adoptedStyleSheets = sheets;
    return said;
  }

  const FIELDS = "input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image], [type=checkbox], [type=radio], [type=range], [type=color], [type=file]), select, textarea";
  const LEAST_WORDS = 4.5;

  function faint() {
    const fields = all(FIELDS).filter((one) => shown(one) && !one.disabled);
    const edges = fields.filter((one) => {
      const has = style(one);
      const sides = ["Top", "Right", "Bottom", "Left"].filter((side) => parseFloat(has[`border${side}Width`]) > 0 && has[`border${side}Style`] !== "none");
      const around = ground(one.parentElement);
      if (!sides.length || has.boxShadow !== "none" || has.backgroundImage !== "none" || !around) return false;
      const best = Math.max(...sides.map((side) => contrast(has[`border${side}Color`], around)), contrast(has.backgroundColor, around));
      return best < LEAST_MARK;
    });
    const hints = fields.filter((one) => {
      if (!one.placeholder || one.value) return false;
      const {color, opacity} = style(one, "::placeholder");
      const [r, g, b, a] = rgba(color);
      return contrast(`rgb(${r * 255} ${g * 255} ${b * 255} / ${a * opacity})`, ground(one)) < LEAST_WORDS;
    });
    return [...told(edges, "its border hardly stands out"), ...told(hints, "the hint in it hardly stands out")];
  }

  // Paragraphs that are larger and bolder than what they stand over.
  function likeHeadings() {
    return told(all("main p, article p").filter((one) => {
      const said = one.textContent.trim();
      const below = one.nextElementSibling;
      if (!said || said.length > 60 || /[.!?:;,]$/.test(said) || !below?.matches("p, ul, ol, dl, table") || !shown(one) || one.closest("li, td, th, figure, blockquote, a")) return false;
      const [mine, theirs] = [style(one), style(below)];
      return parseFloat(mine.fontSize) > parseFloat(theirs.fontSize) * 1.15 && mine.fontWeight >= 600 && theirs.fontWeight < 600;
    }));
  }

  // Letters that are as small at 400% as at 100%: looked at twice, on a wide screen and on a narrow one.
  const sizes = new WeakMap();

  function zoomed() {
    const found = new Set();
    for (const {parentElement: one} of texts(document.body, "script, style, noscript, template, svg")) {
      const size = parseFloat(style(one).fontSize);
      if (innerWidth >= 400) sizes.set(one, size);
      else if (size * 2 < sizes.get(one)) found.add(one);
    }
    return told([...found]);
  }

  // Words that are nowhere but in the styles.
  function inStyles() {
    const read = document.body.textContent.replace(/\s+/g, " ");
    const end = /[\s:.,;]+$/;
    const written = (one, said) => read.includes(said) || [...one.attributes].some(({value}) => value.trim() === said.replace(end, ""));
    return told(all("body *").filter((one) => ["::before", "::after"].some((pseudo) => {
      const said = style(one, pseudo).content.match(/^"(.*)"$/)?.[1] ?? "";
      return (said.match(/\p{L}{2,}/gu) ?? []).length >= 3 && shown(one) && !written(one, said.trim());
    })));
  }

  const moving = () => told(document.getAnimations().filter((one) => {
    const {endTime} = one.effect.getComputedTiming();
    return one.playState === "running" && endTime > 5000 && one.effect.target;
  }).map((one) => one.effect.target));

  // ------------------------------------------------------------------------------ what is used

  const MOST_USED = 40;
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const tell = (one, kind) => one.dispatchEvent(new Event(kind, {bubbles: true}));

  function fill(one, value) {
    one.value = value;
    tell(one, "input");
    tell(one, "change");
  }

  function waysToUse(one) {
    if (one.localName === "select") return [...one.options].slice(-1).concat(one.options[0] ?? []).map(({value}) => () => fill(one, value));
    if (["checkbox", "radio"].includes(one.type)) return [() => one.click(), () => one.click()];
    if (one.localName === "input") return ["search", "text"].includes(one.type) ? [() => fill(one, "e"), () => fill(one, "")] : [];
    if (one.localName === "button" && (one.type === "submit" && one.form)) return [];
    return [() => one.click()];
  }

  // Every field, button and summary of the page's own part; nothing is sent, printed or left.
  async function used() {
    const own = document.querySelector("main") ?? document.body;
    const found = [];
    let left = false;
    window.print = () => {};
    window.navigation?.addEventListener("navigate", (event) => {
      if (event.destination.sameDocument || !event.cancelable) return;
      event.preventDefault();
      left = true;
    });
    const fits = () => !tooWide().some((one) => own.contains(one));
    const fitted = fits();
    for (const one of all("select, input, button, summary", own).filter(isReached).slice(0, MOST_USED)) {
      for (const use of waysToUse(one)) {
        const mine = document.activeElement === one || (one.focus({preventScroll: true}), document.activeElement === one);
        const read = texts(own, NOT_TEXT).length;
        left = false;
        use();
        await drawn();
        const said = left && one.localName !== "button" ? "using it leaves the page"
          : read && !texts(own, NOT_TEXT).length ? "using it leaves nothing to read"
            : fitted && !fits() ? "using it makes the page wider than the screen"
              : mine && (document.activeElement === document.body || !one.isConnected) ? "using it takes the focus away from the keyboard" : "";
        if (said) found.push({where: where(one), said});
        if (said || !one.isConnected) break;
      }
    }
    return found;
  }

  window.chartersAudit = {
    begin, end, ended, passed, unmarkedKinds, sideways, spaced, moving, used, faint, zoomed, inStyles, likeHeadings,
    cut: () => told(cut()),
    hidden: () => told(all("[hidden]:not([hidden=until-found])").filter((one) => one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length)),
    unfold: () => all("details").forEach((one) => { one.open = true; }),
    words: () => texts(document.body, NOT_TEXT).map((node) => node.data.replace(/\s+/g, " ").trim()),
  };
})();
