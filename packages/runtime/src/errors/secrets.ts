/** Hides secrets in text from a server or the system. */
export type Redact = (text: string) => string;

/** Creates a function that hides these secrets, in every form in which a server may repeat them. Short strings are ignored. */
export function redactor(secrets: readonly (string | null | undefined)[]): Redact {
  const forms = secrets.flatMap(formsOf).filter(({ length }) => length >= SHORTEST_SECRET);
  if (forms.length === 0) return (text) => text;
  // If two forms start alike, the longer one must match first.
  forms.sort((one, other) => other.length - one.length);
  const pattern = new RegExp(forms.map(escaped).join("|"), "gi");
  return (text) => text.replace(pattern, "***");
}

/** Hides the query values of URLs in a text, because they may be private data or a key. */
export function withoutQueries(text: string): string {
  return text.replace(/([?&][^=&?\s]+=)[^&\s"'<>]*/g, "$1***");
}

/** Shorter strings occur in unrelated messages. */
const SHORTEST_SECRET = 8;

/** A secret as plain text, in JSON, in a URL, in a form, and in base64, alone or as the user name of `Basic`. */
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
