// CloudFront: a folder is answered with its page, and without its slash led to it. What has a dot in its name is a file,
// but for these, which were files once.
var folders = [{folders}];

function handler(event) {
    var request = event.request;
    var uri = request.uri;
    if (uri.endsWith("/")) {
        request.uri = uri + "index.html";
    } else if (uri.split("/").pop().indexOf(".") === -1 || folders.indexOf(uri) !== -1) {
        return {
            statusCode: 301,
            statusDescription: "Moved Permanently",
            headers: { location: { value: uri + "/" } },
        };
    }
    return request;
}
