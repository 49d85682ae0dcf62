import { join } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { listThoroughTests } from "./list-thorough-tests.ts";

/** Begins with what takes long, so that at the end no worker waits for another: no durations are known on a fresh clone. */
export class HeavyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const heavy = new Set(listThoroughTests().map((name) => join(import.meta.dirname, "..", name)));
    const isHeavy = ({ moduleId }: TestSpecification): boolean => heavy.has(moduleId);
    return [...sorted.filter(isHeavy), ...sorted.filter((file) => !isHeavy(file))];
  }
}
