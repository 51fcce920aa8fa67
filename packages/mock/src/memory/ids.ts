import { createHash } from "node:crypto";

/** Makes IDs that look like those of the examples. The same seed and number give the same ID. */
export function newId(example: unknown, format: unknown, type: unknown, seed: string): string | number {
  const hash = createHash("sha256").update(seed).digest("hex");
  if (type === "integer" || type === "number" || typeof example === "number") {
    return 100_000 + (Number.parseInt(hash.slice(0, 12), 16) % 1_000_000_000);
  }
  const text = typeof example === "string" ? example : "";
  if (format === "uuid" || UUID.test(text) || text === "") return uuidOf(hash);
  const [, prefix = "", rest = ""] = /^(.*[_-])?(.*)$/s.exec(text) ?? [];
  return prefix + lookingLike(rest === "" ? text : rest, hash);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function uuidOf(hash: string): string {
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  return parts.join("-");
}

/** Other letters and digits in the same places. Short texts get more, so that they are distinct. */
function lookingLike(text: string, hash: string): string {
  const padded = text.padEnd(8, text.at(-1) ?? "0");
  let number = BigInt(`0x${hash}`);
  const next = (alphabet: string) => {
    const index = Number(number % BigInt(alphabet.length));
    number /= BigInt(alphabet.length);
    if (number === 0n) number = BigInt(`0x${hash}`);
    return alphabet[index] ?? "0";
  };
  return padded.replace(/[a-z]|[A-Z]|\d/g, (each) => {
    if (/\d/.test(each)) return next("0123456789");
    return next(/[a-z]/.test(each) ? "abcdefghijklmnopqrstuvwxyz" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  });
}
