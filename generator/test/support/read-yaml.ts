import { DiagnosticError } from "../../src/diagnostics/index.ts";
import { positionFinder } from "../../src/spec/source.ts";
import { parseYaml } from "../../src/spec/yaml.ts";

/** Parses a text, with places as `line:column`. */
export function readYaml(text: string) {
  const position = positionFinder(text);
  const { value, warnings, offsetOf } = parseYaml(text, (offset) => ({
    file: "a.yaml",
    ...position(offset),
  }));
  return {
    value,
    warnings: warnings.map(({ code, location }) => `${location?.line}:${location?.column} ${code}`),
    at: (...pointer: (string | number)[]) => {
      const { line, column } = position(offsetOf(pointer));
      return `${line}:${column}`;
    },
  };
}

/** The errors of a text that cannot be read. */
export function errorsInYaml(text: string): string[] {
  try {
    readYaml(text);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(
      ({ message, location }) =>
        `${location?.line}:${location?.column} ${message.replace("invalid YAML: ", "")}`,
    );
  }
  return [];
}
