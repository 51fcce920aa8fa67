import fc from "fast-check";
import { expect, test } from "vitest";
import { CoolingSlots } from "../src/rate-limit/cooling-slots.js";

test("slots stay sorted regardless of insertion order, and free() removes those up to its moment", () => {
  const moment = fc.integer({ min: 0, max: 100 });
  const step = fc.oneof(fc.record({ add: moment }), fc.record({ free: moment }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const slots = new CoolingSlots();
      let model: number[] = [];
      for (const what of steps) {
        if ("add" in what) {
          slots.add(what.add);
          model = [...model, what.add].sort((a, b) => a - b);
        } else {
          slots.free(what.free);
          model = model.filter((each) => each > what.free);
        }
        expect(Array.from({ length: slots.size }, (_, place) => slots.at(place))).toEqual(model);
        expect(slots.at(slots.size)).toBe(Number.POSITIVE_INFINITY);
      }
    }),
  );
});
