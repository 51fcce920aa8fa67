export { abilitiesOf } from "./abilities.ts";
export { eventSwitch } from "./event-code.ts";
export { type FittingRows, fittingRows, type IndexRow, shortened } from "./index-rows.ts";
export { lines } from "./lines.ts";
export { aboutPackage, type EventRow, eventRow } from "./package-facts.ts";
export { type ReferenceSection, referenceSections, sharedTypes } from "./reference.ts";
export {
  documentedErrors,
  type FieldFacts,
  type MethodFacts,
  methodFacts,
  type TypeFacts,
} from "./reference-facts.ts";
export {
  type EventEntry,
  type MethodEntry,
  type PackageReference,
  packageReference,
  type ReferencePage,
} from "./reference-pages.ts";
export { type ClientPackage, callsOf, callText, fileShown, type Shown } from "./shown-calls.ts";
