export {
  type Abilities,
  abilitiesOf,
  type EventAbility,
  eventAbility,
  factsOf,
  NO_ABILITIES,
  type PackageFacts,
} from "./abilities.ts";
export { eventSwitch } from "./event-code.ts";
export { type FittingRows, fittingRows, type IndexRow, shortened } from "./index-rows.ts";
export { linkTo } from "./links.ts";
export { type ReferenceMethod, type ReferenceSection, referenceSections } from "./reference.ts";
export type { ClientPackage } from "./shown-calls.ts";
