(function () {
"use strict";
})();
