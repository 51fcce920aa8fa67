export { NAMES_FILE, type ReadRecord, type RecordPlace, readRecord, recordIn } from "./read.ts";
export { recordText } from "./text.ts";
