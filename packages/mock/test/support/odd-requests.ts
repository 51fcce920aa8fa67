import fc from "fast-check";
import type { RequestParts } from "./raw-request.js";

const odd = fc.constantFrom(
  ...["%", "%E0%A4%A", "%00", ";", ".", "..", "{", "[", "]", "=", "&", "?", "*", ",", '"', "\\", "ÿ"],
  ...["__proto__", ";width=", "filter[size]", "ids=1"],
);
const piece = fc.oneof(odd, fc.stringMatching(/^[!-~]{0,8}$/));
const pieces = (maxLength: number) => fc.array(piece, { maxLength }).map((parts) => parts.join(""));
const absent = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const endpoints: readonly (readonly [method: string, path: string])[] = [
  ["GET", "/books"],
  ["POST", "/books"],
  ["GET", "/books/1"],
  ["GET", "/scans/a/text"],
  ["GET", "/lists/1"],
  ["GET", "/labels/.1"],
  ["GET", "/matrix/;width=1"],
  ["GET", "/search"],
  ["POST", "/forms"],
  ["POST", "/strict"],
];
const endpoint = fc.constantFrom(...endpoints);
const anywhere: fc.Arbitrary<readonly [method: string, path: string]> = fc.tuple(
  fc.constantFrom("PUT", "HEAD", "OPTIONS", "TRACE", "PROPFIND"),
  fc.constantFrom("/", "", "http://x/", "//"),
);

const headerName = fc.constantFrom(
  ...["Accept", "Content-Type", "Prefer", "Cookie", "Authorization"],
  ...["X-Object", "X-List", "Content-Encoding", "Origin", "Range"],
);
const headers = fc.dictionary(headerName, fc.oneof(pieces(8), fc.stringMatching(/^[\t -~]{0,60}$/)), {
  maxKeys: 2,
});

const body = fc.oneof(
  fc.json(),
  fc.json().map((text) => text.slice(0, -1)),
  pieces(12),
  pieces(4).map((text) => `--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n${text}\r\n--x--`),
  fc.constant("[".repeat(50_000)),
);
const contentType = fc.constantFrom(
  ...["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"],
  ...["text/plain", "application/xml"],
);

/** Well-formed messages for the operations of the test documents, with random values in every part. */
export const oddRequests: fc.Arbitrary<RequestParts> = fc
  .record({
    to: fc.oneof({ arbitrary: endpoint, weight: 4 }, anywhere),
    more: absent(pieces(4)),
    query: absent(pieces(6)),
    headers,
    contentType: absent(contentType),
    body: absent(body),
  })
  .map(({ to: [method, path], more = "", query, headers, contentType, body }) => ({
    method,
    target: path + more + (query === undefined ? "" : `?${query}`),
    headers: { ...(contentType !== undefined && { "Content-Type": contentType }), ...headers },
    ...(body !== undefined && { body }),
  }));

/** Bytes that differ from a valid request in a few places. */
export function damaged(valid: string): fc.Arbitrary<string> {
  const damage = fc.record({
    at: fc.nat(valid.length),
    drop: fc.nat(6),
    insert: fc.string({ unit: "binary", maxLength: 6 }),
  });
  return fc
    .array(damage, { minLength: 1, maxLength: 4 })
    .map((all) =>
      all.reduce((text, { at, drop, insert }) => text.slice(0, at) + insert + text.slice(at + drop), valid),
    );
}
