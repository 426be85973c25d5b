the script that shares
