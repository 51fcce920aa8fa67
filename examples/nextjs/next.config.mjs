// The app is a project of its own, also inside the folder of another one with a lockfile.
export default { turbopack: { root: import.meta.dirname } };
