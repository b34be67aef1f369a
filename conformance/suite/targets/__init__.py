"""What can be asked to keep a contract: a program under Wine, Windows itself, or a reference made from the contract."""
