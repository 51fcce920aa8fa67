export {
  type EnumMap,
  isKnown,
  type KnownOf,
  matchEnum,
  type Open,
  type OpenNumber,
  type Unrecognized,
  type UnrecognizedNumber,
  type UnrecognizedVariant,
  unrecognized,
} from "./open-enum.js";
