/**
 * What the certificate library's container asks of `Reflect`. Nothing of ours is decorated: there is no metadata to
 * find.
 */
Object.assign(Reflect, {
  getMetadata: () => undefined,
  getOwnMetadata: () => undefined,
  defineMetadata: () => undefined,
});
