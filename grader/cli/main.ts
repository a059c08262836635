process.stdout.write('ouro\n');
