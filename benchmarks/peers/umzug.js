// The least that a user of the library writes.
const { Sequelize } = require("sequelize");
const { Umzug, SequelizeStorage } = require("umzug");

const sequelize = new Sequelize(process.env.BENCH_URI, { logging: false });
const umzug = new Umzug({
  migrations: { glob: "migrations/*.js" },
  context: sequelize.getQueryInterface(),
  storage: new SequelizeStorage({ sequelize }),
  logger: undefined,
});
umzug
  .up()
  .then(() => sequelize.close())
  .catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
