"""Ordinary words of which the names of posts, services and programmes are made.

Two capitalised words of which one stands here are no person's name.
"""

from __future__ import annotations

ORDINARY_WORDS = frozenset(
    """access acting administration adolescent adoption adult advocacy ageing agreement alcohol all
    allegation allocation anti appeal application april area assessment asset assurance
    asylum attendance audit august autism autumn behaviour bereavement bodies body brokerage
    budget bullying business call capital care carer case change child childcare choice
    christmas citizen client clinical cohesion commissioning common communication community
    complaint compliance conduct connection consent contact content continuing contract
    control corporate cost counter court cover crime criminal crisis culture custody customer
    cyber daily data day debt december decision delivery demand democratic dental deprivation
    design development diabetes dietetics digital directorate disability disabled discharge
    disclosure district diversity domestic door drug duty early east easter eastern economic
    education elderly elective electoral emergency emotional employment enforcement
    engagement england equality equipment estate ethics event evidence examination exclusion
    exploitation external facilities facility fair faith families family february female
    field fieldwork finance fire first focus force forensic fostering friday friend front
    full funding further future gang gender general governance grant green growth gynaecology
    harm hate head health healthcare hearing help heritage high home homeless homelessness
    honour hostel housing human identity impact improvement incident inclusion income
    independent individual infant infection information innovation insight inspection intake
    integrated integration intelligence interim internal international intervention
    investigation january job joint july june justice key knowledge labour language law lead
    learning leave legal leisure liaison library licensing life listening living local
    locality location logistics looked lower maintenance male management march market
    maternity may medical medication medicine member memory mental mid middle midwifery
    migration missing mobile modern monday monitoring mortality multi national natural
    neglect neighbourhood neonatal network new newborn night north northern november nursery
    nursing nutrition obstetrics occupational october offender offending office older online
    open operation operational oral organisational outcome outreach overview owner paediatric
    paediatrics panel parent parental parenting participation partner patient pay peer penal
    people performance perinatal permanence permanent personal personnel pharmacy physical
    placement planning policy portfolio post practice pre premises prevent prevention primary
    prison privacy private procedure procurement professional programme project property
    protection psychiatry psychology public pupil purchasing quality radiology reablement
    record recovery recruitment reduction referral reform refugee region regional
    registration regulation regulatory rehabilitation relations relationship repair reporting
    representation research residential resource response responsive restorative retention
    review rights risk road rough royal rural safe safeguarding safer safety sale sanctuary
    saturday scheme science screening scrutiny secondary section security self senior sensory
    september serious service settlement sexual shared sheltered short signpost single skills
    slavery sleeping social south southern special speech spring staff standard start
    statutory strategic strategy street student substance suicide summer sunday supplier
    supply support supported surgery surgical survivor sustainability system targeted
    technical technology telecare temporary tenancy tenant therapies therapy third thursday
    together town trading traffic training transfer transformation transition transport
    travel treatment trust tuesday universal urgent vacant vaccination value venue victim
    violence virtual vision visiting visual voluntary volunteer vulnerability vulnerable ward
    warden waste water wednesday welfare well wellbeing west western whole widening winter
    woman women work workforce working workplace year young youth
    """.split()  # noqa: SIM905 - words read best as words
)
# What places are named by.
PLACES = frozenset(
    """academy avenue block bridge building castle centre clinic close college court cross dale day
    division drive family farm ferry field foundation garden gardens green grove hall haven
    heath hill home homes hospital house hub infirmary inquiry isle lane lodge manor moor
    park place point port primary quay road room school square street surgery trust unit
    vale valley view ward way wing wood works""".split()  # noqa: SIM905 - words read best as words
)
# What stands before a name.
TITLES = frozenset(
    "Mr Mrs Ms Miss Mx Dr Prof Professor Cllr Councillor Rev Sir Dame".split()  # noqa: SIM905
)
