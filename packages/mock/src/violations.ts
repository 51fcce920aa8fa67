import type { IPrismDiagnostic } from "@stoplight/prism-core";
import { DiagnosticSeverity } from "@stoplight/types";
import { jsonResponse, type PlainResponse } from "./server.js";

/** The header with the violations of the document by a request or its response. */
export const violationsHeader = "sl-violations";

/** The code of the violation for a response whose example its schema does not allow. */
export const INVALID_EXAMPLE = "invalid-example";

/** Maximum length of the header value, in bytes; HTTP clients reject more than 16 KB of headers. */
const maxHeaderLength = 8 * 1024;

/**
 * Adds a header with the violations of the document by a request and its response. An invalid response becomes a 500, because the
 * document is wrong.
 */
export function addViolations(
  response: PlainResponse,
  ofRequest: readonly IPrismDiagnostic[],
  ofResponse: readonly IPrismDiagnostic[],
): PlainResponse {
  const errors = ofResponse.filter(({ severity }) => severity === DiagnosticSeverity.Error);
  const shown = errors.length === 0 ? response : invalidExample(errors);
  const texts = [
    ...ofRequest.map((each) => violationText("request", each)),
    ...ofResponse.map((each) => violationText("response", each)),
  ];
  if (texts.length === 0) return shown;
  let length = 0;
  const fitting = texts.filter((text) => {
    length += text.length + 1;
    return length < maxHeaderLength;
  });
  return { ...shown, headers: { ...shown.headers, [violationsHeader]: `[${fitting.join(",")}]` } };
}

function invalidExample(errors: readonly IPrismDiagnostic[]): PlainResponse {
  const messages = errors.map(({ message }) => message).join("; ");
  return jsonResponse(500, { message: `the document's own response violates its schema: ${messages}` });
}

/** JSON in ASCII, because headers allow nothing else. Long names and messages are truncated, so that at least one fits. */
function violationText(side: string, { path = [], code, message, severity }: IPrismDiagnostic): string {
  const location = [side, ...path.slice(0, 8)].map((name) => name.slice(0, 100));
  const text = JSON.stringify({
    location,
    severity: DiagnosticSeverity[severity],
    code,
    message: message.slice(0, 400),
  });
  return text.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
