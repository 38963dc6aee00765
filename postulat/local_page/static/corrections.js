// All corrections of the folder: each can be taken back by a correction the other way round.
import { announce, each, memory, tell, watch } from "./common.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button.undo");
  if (!button) return;
  const { id, field, old, new: now } = button.closest("tr").dataset;
  button.disabled = true;
  const told = await tell("corrections", { corrections: [{ record_id: id, field, old_value: now, new_value: old }], by: memory.get("by") || "" });
  if (told.refused) {
    button.disabled = false;
    return announce([each(told.words)], { wrong: true });
  }
  location.reload();
});
for (const button of document.querySelectorAll("button.undo")) button.disabled = false;
watch(() => {}, () => 2000);
