// What a person with weak eyes, a keyboard or a screen reader would trip over; each function returns what it found, nothing when all is well.
(() => {
  const shown = element => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() && shown(parent) && !parent.closest("script, style, title, desc")) {
        found.push(walker.currentNode);
      }
    }
    return found;
  };
  const box = node => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getClientRects()[0];
  };
  const name = node => node.parentElement.tagName.toLowerCase() + "." + node.parentElement.getAttribute("class") + " '"
    + node.data.trim().slice(0, 30) + "'";

  const rgb = css => {
    const parts = css.match(/[\d.]+/g).map(Number);
    return { r: parts[0], g: parts[1], b: parts[2], a: parts.length > 3 ? parts[3] : 1 };
  };
  // WCAG 2.1: relative luminance and contrast ratio.
  const luminance = c => {
    const [r, g, b] = [c.r, c.g, c.b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const fillOf = element => {
    const style = getComputedStyle(element);
    const css = element instanceof SVGElement && element.tagName !== "svg" ? style.fill : style.backgroundColor;
    return css === "none" ? null : rgb(css);
  };
  // What is drawn below a place: the topmost that is neither text nor transparent, the page itself where nothing is.
  const behind = (element, at) => {
    for (const below of document.elementsFromPoint(at.x, at.y)) {
      const isText = below.tagName === "text" || below.tagName === "tspan";
      const fill = isText ? null : fillOf(below);
      if (fill && fill.a === 1) {
        return fill;
      }
    }
    return fillOf(document.body);
  };

  window.audit = {
    contrast() {
      const poor = [];
      const seen = new Set();
      for (const node of texts()) {
        const parent = node.parentElement;
        const key = parent.tagName + parent.className + (parent.closest("tr, li, g, section, label, header") || parent).className
          + (parent instanceof SVGElement ? node.data : "");
        if (seen.has(key)) {
          continue;
        }
        seen.add(key);
        parent.scrollIntoView({ block: "center", inline: "center" });
        const rect = box(node);
        const style = getComputedStyle(parent);
        const ink = rgb(parent instanceof SVGElement ? style.fill : style.color);
        const found = ratio(ink, behind(parent, { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }));
        const large = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700;
        if (!(found >= (large ? 3 : 4.5))) {
          poor.push(name(node) + ": " + found.toFixed(2));
        }
      }
      return { poor, pairs: seen.size };
    },
    smallText(leastPx) {
      return texts().filter(node => {
        const parent = node.parentElement;
        const scale = parent instanceof SVGElement ? parent.getScreenCTM().a : 1;
        return parseFloat(getComputedStyle(parent).fontSize) * scale < leastPx - 0.01;
      }).map(name);
    },
    // Boxes that end beyond the page, but for those in a box that scrolls by itself.
    cutOff() {
      const width = document.documentElement.clientWidth;
      return texts().filter(node => {
        const scroller = node.parentElement.closest(".scroll");
        const scrolls = scroller && getComputedStyle(scroller).overflowX === "auto";
        return !scrolls && box(node).right > width + 1;
      }).map(name);
    },
    doubleIds() {
      const ids = Array.from(document.querySelectorAll("[id]"), element => element.id);
      return ids.filter((id, i) => ids.indexOf(id) !== i);
    },
    deadLinks() {
      return Array.from(document.querySelectorAll("a[href^='#']"), link => link.getAttribute("href"))
        .filter(href => !document.getElementById(href.slice(1)));
    },
    focused() {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      return {
        what: element.id || element.getAttribute("aria-label") || element.getAttribute("href") || element.tagName,
        seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
          && ratio(rgb(style.outlineColor), behind(element, { x: 1, y: 1 })) >= 3
      };
    }
  };
})();
