import { type ApiModel, callOf, code, type FeatureChange, matchOperations } from "@copilot-sdk/generator/kit";

/** Compares the parameters that handlers get. Callers pass those of the path by position, but handlers get them by name. */
export function compareHandlers(before: ApiModel, after: ApiModel): readonly FeatureChange[] {
  return matchOperations(before, after).kept.flatMap(({ before: old, after: now }) =>
    old.operation.pathParameters.flatMap(({ name }, index): readonly FeatureChange[] => {
      const renamed = now.operation.pathParameters[index]?.name;
      if (renamed === undefined || renamed === name) return [];
      const call = callOf(`${now.resource}.${now.operation.method}`);
      return [
        {
          kind: "change",
          code: "handler-parameter-renamed",
          level: "breaking",
          message: `Handlers of ${call} now get the parameter ${code(name)} as ${code(renamed)}.`,
          old: old.operation.place,
          new: now.operation.place,
          call: [old, now],
        },
      ];
    }),
  );
}
