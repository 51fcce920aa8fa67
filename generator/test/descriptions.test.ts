import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { htmlToMarkdown } from "../src/dialect/forms/descriptions/html-to-markdown.ts";
import { startCpuTime } from "./support/cpu-time.ts";
import { generateFrom } from "./support/generate.ts";

const docs = (link: string) => URL.parse(link, "https://acme.example/docs/api")?.href;

describe("HTML in descriptions becomes Markdown", () => {
  test.each([
    ["paragraphs", "<p>One.</p><p>Two\nlines.</p>", "One.\n\nTwo lines."],
    [
      "inline elements",
      "<p>The <code>a_b</code> <b>must</b> be <em>set</em>.</p>",
      "The `a_b` **must** be *set*.",
    ],
    ["lists", "<p>Any:</p>\n\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>", "Any:\n\n- one\n- two"],
    ["lists in lists", "<ol><li>a<ul><li>b</li></ul></li></ol>", "1. a\n  - b"],
    [
      "code blocks",
      "See:\n<pre><code>a &lt; b\n  c</code></pre>\nend",
      "See:\n\n```\na < b\n  c\n```\n\nend",
    ],
    [
      "tables",
      "<table><tr><th>Field</th><th>Scope</th></tr><tr><td><code>a</code></td><td>x<br>y</td></tr></table>",
      "| Field | Scope |\n| --- | --- |\n| `a` | x y |",
    ],
    [
      "links",
      'Use <a href="/docs/pay?a=1&amp;b=2#c">Pay</a>.',
      "Use [Pay](https://acme.example/docs/pay?a=1&b=2#c).",
    ],
    ["links with code", '<a href="#id"><code>id</code></a>', "[`id`](https://acme.example/docs/api#id)"],
    ["line breaks", "One.<br>Two.<br/><br/>Three.", "One.\nTwo.\n\nThree."],
    ["spaces at the edges of an element", "<b>Scope: </b><code>read</code>", "**Scope:** `read`"],
    ["attributes of JSX", '<strong style={{ color: "#457" }}>Full</strong> scope', "**Full** scope"],
    ["elements that only group", "<div><p>a</p><span>b</span></div>", "a\n\nb"],
    ["elements without an end", "<p>One <b>two<p>three", "One two\n\nthree"],
    ["entities that would be tags", "<p>A &lt;token&gt; here</p>", "A \\<token> here"],
    [
      "elements of other languages",
      "<p>Costs <amount>200</amount> to <recipient>.</p>",
      "Costs 200 to \\<recipient>.",
    ],
  ])("%s", (_, html, markdown) => {
    expect(htmlToMarkdown(html, docs)).toBe(markdown);
  });

  test("what is between elements stays as it is written", () => {
    const before = "# Title\n\n* a list\n  with *emphasis* and snake_case_words\n\n";
    const after = "\n\n```html\n<p>code</p>\n```\n\nand `<b>` too";
    expect(htmlToMarkdown(`${before}<b>Bold</b>${after}`, docs)).toBe(`${before}**Bold**${after}`);
  });

  test("a line break in a Markdown table keeps the row in one line", () => {
    const table = "| a | b |\n|---|---|\n| <nobr>`x`</nobr><br>y | z |";
    expect(htmlToMarkdown(table, docs)).toBe("| a | b |\n|---|---|\n| `x` y | z |");
  });

  test.each(["javascript:alert(1)", "data:text/html,x", ""])("the link %j becomes text", (link) => {
    const resolve = (own: string) => (own.startsWith("https:") ? own : undefined);
    expect(htmlToMarkdown(`<p>See <a href="${link}">this</a>.</p>`, resolve)).toBe("See this.");
  });

  test("an address cannot end its link", () => {
    expect(htmlToMarkdown("<a href='/a)b\"c(d'>x</a>", docs)).toBe("[x](https://acme.example/a%29b%22c%28d)");
  });
});

describe("descriptions without HTML are unchanged", () => {
  test.each([
    "A placeholder <token> or <user_id>, an address <https://acme.example>, <ada@acme.example>, 1 < 2 > 0.",
    'Code: `<p>`, ``<b>` ``.\n\n```xml\n<p>x</p>\n```\n\n    a = "<p>indented</p>"',
    "Ends */ here, @internal and {@link x} stay, &lt;p&gt; too.  \n\n\n* list\n",
    "List<String> and <Response><Dial/></Response>",
  ])("%j", (text) => {
    expect(htmlToMarkdown(text, docs)).toBe(text);
  });

  test("for any text without the name of an element", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "</",
      "`",
      "```",
      "\n",
      "\n\n",
      "    ",
      "token",
      "&lt;",
      '"',
      "=",
      "|",
      " ",
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join("")),
        (text) => {
          expect(htmlToMarkdown(text, docs)).toBe(text);
        },
      ),
    );
  });
});

test("a text with many unclosed tags takes no time", () => {
  const cpuTime = startCpuTime();
  for (const hostile of ["<a ", '<a "', "<p>", "<b><i>", "`<p>", "<p></b>"])
    htmlToMarkdown(hostile.repeat(5_000), docs);
  expect(cpuTime()).toBeLessThan(5);
});

describe("relative links in a document", () => {
  const document = (members: object) =>
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Shop", version: "1.0.0" },
      ...members,
      paths: {
        "/orders": {
          get: {
            operationId: "listOrders",
            description: '<p>See <a href="/guide">the guide</a>.</p>',
            responses: { 204: { description: "Done." } },
          },
        },
      },
    });
  const resourceOf = async (members: object, config: object = {}) => {
    const { files } = await generateFrom({ "shop.json": document(members) }, config);
    return [...files]
      .filter(([path]) => path.includes("resources"))
      .map(([, text]) => text)
      .join();
  };

  test("start from the address of externalDocs", async () => {
    const text = await resourceOf({ externalDocs: { url: "https://acme.example/docs/" } });
    expect(text).toContain("* See [the guide](https://acme.example/guide).");
  });

  test("start from documentUrl if it is configured", async () => {
    const members = { externalDocs: { url: "https://acme.example/docs/" } };
    const text = await resourceOf(members, { documentUrl: "https://docs.example/v1/" });
    expect(text).toContain("* See [the guide](https://docs.example/guide).");
  });

  test("become text without any address", async () => {
    expect(await resourceOf({})).toContain("* See the guide.");
  });
});
