// Read by any Node, however old: nothing newer than ES2015 here, and no Node modules.

/** The oldest Node that everything is tested with; package.json says the same under "engines". */
export const OLDEST_NODE = "20.19";

/** Says in one sentence why this Node will not do, or undefined when it will. */
export function unsuitableNode(version) {
  const [major, minor] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE.split(".").map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `Needlepoint needs Node ${OLDEST_NODE} or later, and this is ${version}: please install a newer one from nodejs.org.`;
}
