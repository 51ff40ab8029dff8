"""The printed table of 1 April 2025, in the ways in which an admin may paste it."""

MAINLAND = (10_339, 15_508, 18_609, 21_711, 4_135)
OVERSEAS = (11_507, 17_260, 20_712, 24_164, 4_603)

PRINTED = """Plafonds de ressources au 1er avril 2025
Nombre de personnes\tMétropole\tGuadeloupe, Guyane, Martinique, La Réunion
1 personne\t10\u202f339 €\t11\u202f507 €
2 personnes\t15\u00a0508 €\t17\u00a0260 €
3 personnes\t18\u2009609 €\t20\u2009712 €
4 personnes\t21 711 €\t24 164 €
Par personne en plus\t+ 4 135 €\t+ 4 603 €
Source : article L861-1 du code de la sécurité sociale
"""
CSV = """zone,persons_1,persons_2,persons_3,persons_4,each_extra_person
metropole,10339,15508,18609,21711,4135
overseas,11507,17260,20712,24164,4603
"""
LAYOUTS = {
    "as printed": PRINTED,
    "from a PDF, without a heading": """1 personne 10 339 € 11 507 €
2 personnes 15 508 € 17 260 €
3 personnes 18 609 € 20 712 €
4 personnes 21 711 € 24 164 €
Par personne supplémentaire 4 135 € 4 603 €""",
    "one zone after the other": """France métropolitaine
1 : 10 339
2 : 15 508
3 : 18 609
4 : 21 711
au-delà de 4, par personne : 4 135
Outre-mer
1 11507,30
2 17260
3 20712
4 24164
supplémentaire 4602,90""",
    "overseas first": """Foyer;Outre-mer;Métropole
1;11 507;10 339
2;17 260;15 508
3;20 712;18 609
4;24 164;21 711
en plus;4 603;4 135""",
    "with months, and larger households instead of each extra person": """Foyer;Métropole;;DOM;
1;10 339 €;862 €;11 507 €;959 €
2;15 508 €;1 292 €;17 260 €;1 438 €
3;18 609;1 551;20 712;1 726
4;21 711;1 809;24 164;2 014
5;25 846;2 154;28 767;2 397
6;29 981;2 498;33 370;2 781""",
    "one cell a line": """Métropole
Outre-mer
Une personne
10 339 €
11 507 €
Deux personnes
15 508 €
17 260 €
Trois personnes
18 609 €
20 712 €
Quatre personnes
21 711 €
24 164 €
Par personne supplémentaire
4 135 €
4 603 €""",
    "persons in columns": """\t1 personne\t2 personnes\t3 personnes\t4 personnes\tpersonne en plus
Métropole\t10 339 €\t15 508 €\t18 609 €\t21 711 €\t4 135 €
Outre-mer\t11 507 €\t17 260 €\t20 712 €\t24 164 €\t4 603 €""",
    "persons in columns, five of them": """\t1\t2\t3\t4\t5
Métropole\t10 339 €\t15 508 €\t18 609 €\t21 711 €\t25 846 €
Outre-mer\t11 507 €\t17 260 €\t20 712 €\t24 164 €\t28 767 €""",
    "persons in columns, under the name of a zone": """Métropole, foyer de 1, 2, 3, 4, par personne en plus
Métropole\t10 339 €\t15 508 €\t18 609 €\t21 711 €\t4 135 €
Outre-mer\t11 507 €\t17 260 €\t20 712 €\t24 164 €\t4 603 €""",
    "+1 for each more": """Foyer;Métropole;Outre-mer
1;10 339;11 507
2;15 508;17 260
3;18 609;20 712
4;21 711;24 164
+1;4 135;4 603""",
    "CSV by zone": CSV,
    "CSV by persons": """persons,metropole,overseas
1,10339,11507
2,15508,17260
3,18609,20712
4,21711,24164
extra,4135,4603""",
    "in English": """Household;Mainland;Overseas
1;10,339;11,507
2;15,508;17,260
3;18,609;20,712
4;21,711;24,164
each additional person;4,135;4,603""",
}
