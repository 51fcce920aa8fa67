import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";

/**
 * The error for a path that cannot be written.
 *
 * @param rest What else the message says. Default: nothing.
 */
export function writeFailure(path: string, error: unknown, rest = ""): DiagnosticError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const isFolderTaken =
    code === "EEXIST" && error instanceof Error && "syscall" in error && error.syscall === "mkdir";
  const reason =
    REASONS[isFolderTaken ? "ENOTDIR" : code] ?? (error instanceof Error ? error.message : String(error));
  return new DiagnosticError([diagnostic("write-failed", { path, reason: `${reason}${rest}` })]);
}

/** What the messages of Node do not say clearly. */
const REASONS: { readonly [code: string]: string } = {
  EISDIR: "it is a folder",
  ENOTDIR: "it is not a folder, or a part of its path is a file",
};
