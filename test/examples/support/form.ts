/**
 * Submits the form of a page as a browser does whose JavaScript is not loaded.
 *
 * @param address The URL of the page.
 * @param values What the person enters, in addition to the hidden fields or in their place.
 * @returns The HTML of the response.
 */
export async function submitForm(
  address: string,
  html: string,
  values: Readonly<Record<string, string>>,
): Promise<string> {
  const form = /<form\b[\s\S]*?<\/form>/.exec(html)?.[0];
  if (form === undefined) throw new Error(`the page has no form:\n${html}`);
  const body = new FormData();
  for (const [input] of form.matchAll(/<input\b[^>]*>/g)) {
    if (attribute(input, "type") === "hidden") body.set(attribute(input, "name"), attribute(input, "value"));
  }
  for (const [name, value] of Object.entries(values)) body.set(name, value);
  const response = await fetch(address, {
    method: "POST",
    body,
    headers: { origin: new URL(address).origin },
  });
  return response.text();
}

function attribute(element: string, name: string): string {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(element)?.[1] ?? "";
  return value.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
