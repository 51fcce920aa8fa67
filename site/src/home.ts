import type { Reference } from "@copilot-sdk/generator";
import type { Page } from "./pages.ts";
import { codeBlock, element, htmlText } from "./reference/html.ts";

/** A promise of the SDK on the first page, and where it is kept. */
export interface Promised {
  readonly title: string;
  readonly text: string;
  /** An address relative to the site. */
  readonly address: string;
}

/** The content of the first page that is about this project. A site of another API has only the content from its document. */
export interface HomeText {
  readonly headline: string;
  readonly about: string;
  /** TypeScript that shows the SDK at its best. */
  readonly code: string;
  /** Two addresses relative to the site. */
  readonly links: readonly { readonly title: string; readonly address: string }[];
  readonly promises: readonly Promised[];
}

/** The first page: how to install the SDK, the first call, what it promises. */
export function homePage(reference: Reference, text: HomeText = textOf(reference)): Page {
  const { headline, about, code, links, promises } = text;
  const names = reference.packages.map(({ name }) => name).join(" ");
  const buttons = links.map(({ title, address }, index) =>
    element("a", { class: index === 0 ? "button first" : "button", href: `./${address}` }, htmlText(title)),
  );
  const cards = promises.map(({ title, text: own, address }) =>
    element(
      "a",
      { class: "promise", href: `./${address}` },
      element("strong", {}, htmlText(title)) + element("span", {}, htmlText(own)),
    ),
  );
  const body = [
    '<div class="vp-doc home">',
    `<header><div class="pitch"><h1>${htmlText(headline)}</h1><p>${htmlText(about)}</p>`,
    `<div class="install">\n\n\`\`\`sh\nnpm install ${names}\n\`\`\`\n\n</div>`,
    `<nav class="buttons" aria-label="First steps">${buttons.join("")}</nav></div>`,
    `<div class="first-call">${codeBlock(code)}</div></header>`,
    cards.length === 0 ? "" : element("div", { class: "promises" }, cards.join("")),
    "</div>",
  ];
  return {
    path: "index.md",
    title: reference.title,
    about,
    layout: "home",
    text: body.filter((part) => part !== "").join("\n"),
  };
}

/** The first page of an API without further information. */
function textOf({ title, version, packages }: Reference): HomeText {
  const [first] = packages;
  const sample = first?.pages.flatMap(({ methods }) => methods)[0]?.sample;
  return {
    headline: title,
    about: first?.description ?? `Version ${version}`,
    code: [first?.construct, sample].filter((part) => part !== undefined).join("\n\n"),
    links: [{ title: "API reference", address: "reference/" }],
    promises: [],
  };
}
