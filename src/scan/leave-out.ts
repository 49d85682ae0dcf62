import type { SectionName } from "../model/sections.ts";
import type { SectionRecorder } from "./section-recorder.ts";

/**
 * Creates a recorder that does not read some sections, whoever asks: whatever builds on them is told so.
 *
 * @param leftOut why each section is left out, by its name
 */
export function leaveOut(
  sections: SectionRecorder,
  leftOut: ReadonlyMap<SectionName, string>,
): SectionRecorder {
  return {
    records: () => sections.records(),
    async read(name, body, isAbsent) {
      const message = leftOut.get(name);
      if (message !== undefined) return { status: "notAsked", message };
      return await sections.read(name, body, isAbsent);
    },
    async collect(name, createCollector, body, isAbsent) {
      const message = leftOut.get(name);
      if (message !== undefined) return { status: "notAsked", message };
      return await sections.collect(name, createCollector, body, isAbsent);
    },
  };
}
