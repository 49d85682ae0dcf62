/** Where an app stands in the page; in the order of the plan's apps. */
export interface AppLink {
  readonly name: string;
  readonly anchor: string;
}
