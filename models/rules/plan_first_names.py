"""First names that are no other word of a plan: with a capitalised word after, a person's.

The commoner ones of those who live in these islands, whatever language they come from. Names that
are months, places, colours, virtues or verbs as well ("Mark", "Grace", "Amber") are left out.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """Aaron Abdul Abdullah Abigail Adam Adebayo Adele Adeola Adrian Agnes Agnieszka Ahmed Aidan
    Aileen Aimee Aisha Alan Alasdair Alastair Albert Aleksandra Alex Alexander Alfie Alice
    Alicia Alison Alistair Amanda Amandeep Amelia Amina Amir Amit Amjad Amy Andrea Andrew
    Andrzej Andy Aneta Aneurin Angela Angharad Angus Anil Anita Anjali Ann Anna Anne Annette
    Annie Anthony Antonia Anwar Arjun Arthur Arun Asha Ashley Ashraf Asif Asma Audrey Ayesha
    Aziz Babatunde Balbir Balwinder Barbara Barry Bartosz Beata Beatrice Becky Belinda Ben
    Benjamin Bernadette Bernard Beth Bethan Bharat Brenda Brendan Brian Bridget Bronwen Bryan
    Bushra Callum Cameron Camilla Carl Carla Carmel Carol Carole Caroline Carolyn Caron Carys
    Catherine Cathy Catriona Cecilia Celia Cerys Charles Charlotte Cheryl Chidi Chinedu
    Chinwe Chioma Chloe Chris Christina Christine Christopher Ciara Claire Clare Clive
    Colette Colin Colleen Conor Courtney Craig Curtis Cynthia Damian Damien Daniel Danielle
    Danuta Darren Dave David Dawid Debbie Deborah Declan Deepak Deirdre Delroy Delyth Denis
    Denise Dennis Derek Dermot Desmond Diana Diane Dilip Dinesh Dominic Dominika Donald Donna
    Dora Doreen Doris Dorota Dorothy Douglas Duncan Dylan Eamonn Ebony Eddie Edith Edward
    Edwin Edyta Eileen Eilidh Elaine Eleanor Elena Elizabeth Ella Ellen Ellie Elspeth Elwyn
    Emeka Emily Emma Emmanuel Eric Erin Esther Ethan Eunice Evelyn Ewa Ewan Farah Farhana
    Farid Farida Farooq Fatima Felicity Femi Fergus Fernando Fiona Folake Frances Francis
    Fraser Freya Funmi Gabriel Gabriela Gareth Gary Gavin Gayle Gemma Geoff Geoffrey Geraint
    Gerald Geraldine Gerard Gillian Gina Giovanni Giuseppe Glenda Glenn Glenys Glynis Gordon
    Graeme Graham Grainne Grzegorz Gulshan Gurdeep Gurpreet Gwen Gwyneth Habib Haider Hakim
    Halima Hamish Hamza Hannah Harbans Hardeep Harjit Harminder Harold Harpreet Harriet Harry
    Hasan Hassan Hayley Heather Heidi Helen Helena Henry Hilary Howard Huda Hugh Hussain
    Hussein Hywel Iain Ian Ibrahim Ieuan Ifeoma Imogen Imran Inderjit Ingrid Iolo Iqbal Irena
    Irene Isaac Isabel Isabella Isla Ismail Isobel Iwona Jacek Jackie Jacob Jacqueline Jakub
    Jamal James Jamie Jamila Jan Jane Janet Janice Janine Jarek Jasmine Jason Jaswinder Javed
    Jayne Jeanette Jeff Jeffrey Jennifer Jenny Jeremy Jessica Jill Jitendra Joan Joanna
    Joanne Jocelyn Jodie Joe Joel John Jonathan Jorge Joseph Josephine Joshua Joyce Juan
    Judith Julia Julian Julie Juliet Justin Justyna Kalpana Kamal Kamran Karen Karim Karl
    Karolina Katarzyna Kate Katherine Kathleen Kathryn Kathy Katie Katrina Kavita Keeley
    Keith Kelly Kenneth Kerry Kevin Khadija Khalid Khalil Kieran Kim Kimberley Kiran Kirsten
    Kirsty Krishna Kristina Krystyna Krzysztof Kuldeep Kunle Kwame Kyle Lakhbir Latifa Laura
    Lauren Laurence Leah Leanne Leila Leonard Lesley Leslie Lewis Liam Lianne Linda Lindsay
    Lisa Llinos Lloyd Lorna Lorraine Louisa Louise Lucinda Lucy Lukasz Luke Lydia Lynda
    Lynette Lynn Lynne Lynsey Maciej Magdalena Mahmood Mairead Majid Malcolm Malgorzata Malik
    Mandeep Mandy Manjit Manuel Marcin Marcus Marek Margaret Maria Mariam Marian Marianne
    Marie Marilyn Mariusz Marjorie Marlene Martha Martin Martyn Mary Maryam Mateusz Matthew
    Maureen Maurice Maxine Meera Mehmet Melanie Melissa Mererid Michael Michal Micheal
    Michelle Miguel Mihai Mike Milan Mirela Miriam Mohamed Mohammad Mohammed Moira Mollie
    Molly Monica Monika Morag Muhammad Muriel Mustafa Nadeem Nadia Nadine Nasreen Natalia
    Natalie Natasha Nathan Neelam Neha Neil Ngozi Niall Niamh Nicholas Nicola Nicole Nigel
    Nikhil Nikki Nina Noel Nora Noreen Nuala Nusrat Oksana Olajide Oleg Olga Oliver Olivia
    Olu Oluwaseun Omar Oscar Osman Owain Owen Padraig Pamela Parminder Parveen Patricia
    Patrick Patrycja Paul Paula Pauline Pawel Pedro Peter Petra Philip Philippa Phillip
    Phyllis Piotr Pooja Prakash Priti Priya Przemyslaw Rachael Rachel Radoslaw Rafal Raj
    Rajesh Rajinder Ralph Ramesh Rana Ranjit Rashid Ravi Raymond Razia Rebecca Reece Reena
    Rekha Renata Rhian Rhiannon Rhodri Rhona Rhys Ricardo Richard Rita Robert Roberta Roger
    Roisin Ronald Ronan Rory Rosaleen Rosalind Rosemary Roxanne Rubina Rukhsana Rupert
    Russell Ruth Ryan Saeed Safia Saima Sajid Saleem Sally Salma Samantha Sameera Samina
    Samir Samuel Sandeep Sandra Sanjay Santosh Saoirse Sara Sarah Sasha Satish Sean Sebastian
    Shabana Shabir Shahid Shakil Shanaz Shane Shannon Shaun Shazia Sheela Sheila Shelagh
    Shirin Shirley Shona Sian Sidra Simon Simone Sinead Siobhan Sioned Slawomir Sofia Sonia
    Sophia Sophie Stacey Stefan Steffan Stella Stephanie Stephen Steve Steven Stewart Stuart
    Suhail Sukhdev Sukhwinder Suleman Sunil Sunita Suresh Susan Susanna Sushila Suzanne Syed
    Sylvia Tadeusz Tahir Tamara Tania Tanya Tara Tariq Tasneem Temitope Terence Teresa Tessa
    Thelma Theresa Thomas Timothy Tina Tobias Tomasz Toni Tony Tracey Tracy Trevor Tristan
    Tunde Uche Uma Umar Ursula Usha Usman Uzma Valerie Vanessa Vera Veronica Vicki Vicky
    Vijay Vikram Viktoria Vincent Vinod Wahid Walter Waseem Wayne Wendy Wieslaw William
    Winston Wojciech Xavier Yasmin Yetunde Yolanda Yousuf Yusuf Yvette Yvonne Zahid Zahra
    Zainab Zara Zbigniew Zeeshan Zoe Zofia Zsofia Zubair
    """.split()  # noqa: SIM905 - words read best as words
)
