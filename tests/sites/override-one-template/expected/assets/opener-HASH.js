the script that waits for readers
