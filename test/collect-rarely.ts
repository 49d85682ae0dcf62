/**
 * How Node runs the tests' workers. They take every core, so that threads that help to collect young objects only
 * wait for one another; and few of a test's objects live long, so that larger rooms for them need sweeping less
 * often. Together a sixth of the time of the rendering and planning tests.
 */
export const collectRarely: readonly string[] = [
  "--no-parallel-scavenge",
  "--max-semi-space-size=32",
];
