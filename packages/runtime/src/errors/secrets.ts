/** Hides secrets in a text that somebody else wrote: a server, or the system. */
export type Redact = (text: string) => string;

/** Makes what hides these secrets, in each form in which a server may repeat them. What is too short to be one is left alone. */
export function redactor(secrets: readonly (string | null | undefined)[]): Redact {
  const forms = secrets.flatMap(formsOf).filter(({ length }) => length >= SHORTEST_SECRET);
  if (forms.length === 0) return (text) => text;
  // Of two forms that begin alike the longer one has to be found.
  forms.sort((one, other) => other.length - one.length);
  const pattern = new RegExp(forms.map(escaped).join("|"), "gi");
  return (text) => text.replace(pattern, "***");
}

/** A text without the values of the queries in it, which may be anyone's data or a key. */
export function withoutQueries(text: string): string {
  return text.replace(/([?&][^=&?\s]+=)[^&\s"'<>]*/g, "$1***");
}

/** A shorter text is found in messages that have nothing to do with it. */
const SHORTEST_SECRET = 8;

/** A secret as it is, as it is in JSON, in an address, in a form, and in base64 alone or as the user of `Basic`. */
function formsOf(secret: string | null | undefined): readonly string[] {
  if (!secret) return [];
  const encoded = encodeURIComponent(secret);
  const forms = [secret, JSON.stringify(secret).slice(1, -1), encoded, encoded.replaceAll("%20", "+")];
  if (/[^\0-\xff]/.test(secret)) return forms;
  const base64 = [secret, `${secret}:`].map((text) => btoa(text).replace(/=+$/, ""));
  return [...forms, ...base64, ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"))];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
