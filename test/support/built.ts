/**
 * The built files of the packages of this workspace, for `server.deps.external` of vitest. Node imports them as it does for consumers. Otherwise
 * vitest transforms them, because they are outside of `node_modules`, and that takes seconds for the bundle of the mock.
 */
export const BUILT: RegExp = /\/(?:packages\/[^/]+|generator)\/dist\//;
