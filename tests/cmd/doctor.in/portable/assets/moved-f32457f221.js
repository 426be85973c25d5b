// Leads on from an old address, with whatever stands after it, and leaves no step behind in the history of the browser.
location.replace(new URL(document.currentScript.dataset.to, location.href).href + location.search + location.hash);
