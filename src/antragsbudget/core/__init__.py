"""The pure core: values in, values out; no file, no clock, no terminal.

The way that data takes::

    typed text --proposal--> draft --admission(rules)--> entry --balances--> figures
                                                           |                   |
                                                         chain             statement --> paper
                                                           |
                                                      fingerprint

Glossary (term, German on screen, meaning); one word per thing, everywhere:

=============  ===========================  ====================================================
allocation     Ansatz (Haushaltsansatz)     a named part of the money, with its own figures
appropriation  Ansatz                       the amount that the header grants an allocation
changes        Änderungen                   supplements, cuts, transfers and what was carried
revised        fortgeschriebener Ansatz     appropriation plus changes
blocked        gesperrt                     money that may be planned, but neither bound nor spent
reservation    Vormerkung                   planned money, no obligation to anybody yet
commitment     Auftrag (Mittelbindung)      an obligation towards a third party
expense        Auszahlungsanordnung         the order to pay an invoice
payment        Zahlung                      the note that an expense was paid
settlement     Erledigung                   releases the open remainder of a reservation/commitment
refund         Absetzung                    lowers an expense (credit note, repayment)
reversal       Storno                       the exact inverse of what one entry changed
transfer       Umschichtung                 moves available money to another allocation
supplement     Aufstockung                  raises an appropriation by a decision
cut            Kürzung                      lowers it: free money first, then blocked money
shortfall      Fehlbetrag                   by how much obligations and blocks exceed the money
block          Sperre                       makes free money unavailable
release        Freigabe                     lifts a block by a decision
consent        Zustimmung                   what a party answered; evidence, never a switch
measure        Maßnahme                     what the money is to bring about, with all its states
carry-forward  Übertragung                  money of a year that ends, kept for the next one
year-end       Jahreswechsel                closes a budget year; the next one opens
setting        Festlegung                   a rule's parameter, or the resolution on the money
posting        –                            a signed change of one figure of an allocation
drawdown       Inanspruchnahme              using up, by value, what an entry names
excess         Mehrbetrag                   the part of an amount beyond what could be drawn
open           offen                        what a reservation or commitment still holds
paper          Vorlage                      a report to the committee; it fixes the state it is on
available      verfügbar                    what can still be bound or spent
utilisation    Ausschöpfung                 share of the usable money that is no longer available
fingerprint    Prüfsumme (Fingerabdruck)    the last hash of the chain
item change    –                            a signed change of what is left of, or paid on, an entry
effect         –                            the postings and item changes of one entry
case           –                            an entry about to be recorded, as the rules inspect it
=============  ===========================  ====================================================
"""
