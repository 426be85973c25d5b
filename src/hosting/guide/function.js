// CloudFront: a folder is answered with its page, and without its slash led to it. What has a dot in its name is a file, but for
// what ends as no file of the site does, and for these.
var base = "{base}";
var endings = [{endings}];
var folders = [{folders}];

function isFolder(uri) {
    var name = uri.split("/").pop();
    var dot = name.lastIndexOf(".");
    return dot === -1 || endings.indexOf(name.slice(dot + 1)) !== -1 || folders.indexOf(uri.slice(base.length)) !== -1;
}

function handler(event) {
    var request = event.request;
    var uri = request.uri;
    if (uri.endsWith("/")) {
        request.uri = uri + "index.html";
    } else if (isFolder(uri)) {
        return {
            statusCode: 301,
            statusDescription: "Moved Permanently",
            headers: { location: { value: uri + "/" } },
        };
    }
    return request;
}
