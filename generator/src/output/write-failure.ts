import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";

/**
 * The error for a path that cannot be written.
 *
 * @param rest The end of the message. Default: none.
 */
export function writeFailure(path: string, error: unknown, rest = ""): DiagnosticError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const isFolderTaken =
    code === "EEXIST" && error instanceof Error && "syscall" in error && error.syscall === "mkdir";
  const reason =
    REASONS[isFolderTaken ? "ENOTDIR" : code] ?? (error instanceof Error ? error.message : String(error));
  return new DiagnosticError([diagnostic("write-failed", { path, reason: `${reason}${rest}` })]);
}

/** Clearer reasons than those of Node. */
const REASONS: { readonly [code: string]: string } = {
  EISDIR: "it is a folder",
  ENOTDIR: "it is not a folder, or a part of its path is a file",
};
