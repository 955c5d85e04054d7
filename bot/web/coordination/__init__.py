"""Between the evenings: programmes, agendas, people, minutes and what is kept."""
