/**
 * The control socket: one JSON object a line in each direction over a Unix domain socket. A request is {@code {"id": 1, "verb": "status",
 * "args": {…}}}; it is answered by any number of items {@code {"id": 1, "item": …}} and one last {@code {"id": 1, "ok": true, "result": …}}
 * or {@code {"id": 1, "ok": false, "code": 2, "error": "…"}}, the code being the exit code that a command line should end with.
 */
package io.netvscd.actors.control;
