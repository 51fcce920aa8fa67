import { EVENT_ID, type Event, parseEvents, YAMLException } from "js-yaml";
import { DiagnosticError } from "../diagnostics/index.ts";
import {
  MAXIMUM_DEPTH,
  MAXIMUM_YAML_VALUES,
  type ParsedText,
  type PlaceOf,
  tooManyValues,
} from "./source.ts";
import { ROOT, YamlNodes } from "./yaml-nodes.ts";
import { YamlPositions } from "./yaml-positions.ts";
import { streamProblems, syntaxProblem } from "./yaml-problems.ts";
import { YamlReader } from "./yaml-reader.ts";
import { tolerated } from "./yaml-tolerance.ts";

/**
 * Parses YAML 1.2 with anchors and merge keys. Every key is a string, even `200` and `null`. The values and the positions come from the same
 * events of the parser.
 *
 * @throws {DiagnosticError} if it is too large, with the first syntax error, or with all keys, tags and aliases that have no meaning.
 */
export function parseYaml(text: string, place: PlaceOf): ParsedText {
  if (mayHaveMoreValues(text, MAXIMUM_YAML_VALUES)) {
    const fix = "save it as JSON, which may have more values, or divide it into several files";
    throw tooManyValues(MAXIMUM_YAML_VALUES, fix, place(0));
  }
  const nodes = new YamlNodes(text, eventsOf(text, place));
  const problems = streamProblems(nodes, place);
  if (problems.length > 0) throw new DiagnosticError(problems);
  const reader = new YamlReader(nodes, place);
  const value = reader.read(ROOT);
  if (reader.errors.length > 0) throw new DiagnosticError(reader.errors);
  const positions = new YamlPositions(nodes, reader.targets);
  return { value, warnings: reader.warnings, offsetOf: (pointer) => positions.offsetOf(pointer) };
}

/** True if a text has more lines and separators than `most`, so that it may have more values. */
function mayHaveMoreValues(text: string, most: number): boolean {
  const separator = /[\n,:[{]/g;
  let count = 0;
  while (count <= most && separator.test(text)) count += 1;
  return count > most;
}

function eventsOf(text: string, place: PlaceOf): readonly Event[] {
  const options = { maxDepth: MAXIMUM_DEPTH + 1 };
  try {
    return parseEvents(text, options);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
  }
  try {
    // The values are read from the text itself, and as if each could have several lines.
    return parseEvents(tolerated(text), options).map((event) =>
      event.type === EVENT_ID.SCALAR ? { ...event, fast: false } : event,
    );
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new DiagnosticError([syntaxProblem(error, text, place)]);
  }
}
