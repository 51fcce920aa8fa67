export { abilitiesOf, eventAbility, NO_ABILITIES } from "./abilities.ts";
export { eventSwitch } from "./event-code.ts";
export { type FittingRows, fittingRows, type IndexRow, shortened } from "./index-rows.ts";
export { aboutPackage, type EventRow, eventRow } from "./package-facts.ts";
export { type ReferenceMethod, type ReferenceSection, referenceSections } from "./reference.ts";
export type { ClientPackage } from "./shown-calls.ts";
