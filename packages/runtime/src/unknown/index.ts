export type { EnumShape, ObjectShape, Shape, Shapes, TupleShape, VariantsShape } from "./shapes.js";
export {
  type CountedUnknown,
  type UnknownState,
  type UnknownValue,
  UnknownWatch,
  type WatchOptions,
  watchUnknown,
} from "./watch-unknown.js";
