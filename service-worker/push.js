// What the worker does with a push message.
