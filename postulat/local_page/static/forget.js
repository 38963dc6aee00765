// Removing what the folder keeps of the documents: the page lists it, and one button removes it all.
import { announce, each, one, say, tell, watch } from "./common.js";

const button = one("#forget");
button?.addEventListener("click", async () => {
  button.disabled = true;
  const told = await tell("forget");
  if (told.refused) {
    button.disabled = false;
    return announce([each(told.words)], { wrong: true });
  }
  one("main").replaceChildren(say("forget.nothing", "p"));
  announce([say("forget.done")], { lasting: true });
});
watch(() => {}, () => 2000);
